package dev.roomkeeper.server;

import dev.roomkeeper.server.cluster.NodeAddress;
import dev.roomkeeper.server.limits.Addresses;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.web.BasePath;
import dev.roomkeeper.server.web.Origins;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options. A wrong value is refused with a sentence that says why. */
final class OptionReaders {
  private static final int PORT_MAX = 65_535;

  private OptionReaders() {}

  private static String read(String text, UnaryOperator<String> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /** A port to listen on. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= PORT_MAX) {
        return Integer.valueOf(text);
      }
      throw new TypeConversionException("\"" + text + "\" is no number from 0 to 65535");
    }
  }

  /** An address to listen on. */
  static final class Host implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      String bare = text.matches("\\[.*]") ? text.substring(1, text.length() - 1) : text;
      if (bare.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*") || isAddress(bare)) {
        return bare;
      }
      throw new TypeConversionException(
          "\""
              + text
              + "\" is no address of this machine such as 127.0.0.1, ::1 or localhost, without a"
              + " port: that is --port");
    }

    private static boolean isAddress(String text) {
      try {
        var _ = InetAddress.ofLiteral(text);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }

  /** A directory. */
  static final class Directory implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      if (text.isBlank()) {
        throw new TypeConversionException("it is empty; name a directory, such as ./data");
      }
      return Path.of(text);
    }
  }

  /** A page's origin, as browsers write it. */
  static final class Origin implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return read(text, Origins::normal);
    }
  }

  /** A path prefix. */
  static final class PathPrefix implements ITypeConverter<BasePath> {
    @Override
    public BasePath convert(String text) {
      try {
        return BasePath.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Refuses a wrong address when the command line is read. */
  static final class ProxyAddress implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return read(
          text,
          address -> {
            var _ = Addresses.Network.parse(address);
            return address;
          });
    }
  }

  /** Refuses an unknown limit, or one without a number. */
  static final class OneLimit implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return read(
          text,
          limit -> {
            var _ = Limits.Numbers.DEFAULT.with(limit);
            return limit;
          });
    }
  }

  /** What {@code --set} gives. */
  record SetValue(String name, String value) {}

  /**
   * A name and a value. picocli's own map would refuse a word without = in words of programming.
   */
  static final class OneSetting implements ITypeConverter<SetValue> {
    @Override
    public SetValue convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new TypeConversionException(
            "\"" + text + "\" is no name=value such as arena.match-seconds=60");
      }
      return new SetValue(text.substring(0, equals), text.substring(equals + 1));
    }
  }

  /** Refuses an address that other nodes could not connect to. */
  static final class OwnAddress implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return read(text, NodeAddress::parse);
    }
  }
}
