package dev.roomkeeper.server.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A line to a port of this machine, which can be cut where a test wants. */
public final class CutLine implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Cut cut;
  private volatile int bytesPerSecond;
  private final AtomicReference<@Nullable String> requestToLose = new AtomicReference<>();
  private final AtomicReference<@Nullable String> answerToLose = new AtomicReference<>();

  /** How those who connect meet a line that is cut. */
  public enum Cut {
    /** Nobody listens any more. */
    REFUSED,
    /** Whatever they send is lost on the way. */
    SILENT
  }

  public CutLine(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** The next request with this text arrives, and its answer does not: the line is cut instead. */
  public void loseAnswerTo(String text) {
    answerToLose.set(text);
  }

  /** The next request with this text does not arrive. */
  public void loseRequest(String text) {
    requestToLose.set(text);
  }

  /** From now on lines carry no more than that towards those who connect; 0 for no limit. */
  public void limit(int toBytesPerSecond) {
    bytesPerSecond = toBytesPerSecond;
  }

  /** The lines that are open carry nothing any more, without a word; new ones do. */
  public void silenceAll() {
    silent.addAll(open);
  }

  /** Nothing gets through any more, by lines that are open or new ones, until {@link #mend}. */
  public void cut(Cut how) {
    cut = how;
    if (how == Cut.SILENT) {
      silenceAll();
    } else {
      cutAll();
    }
  }

  /** New lines carry again; those that are silent stay so. */
  public void mend() {
    cut = null;
  }

  public void cutAll() {
    open.forEach(CutLine::closeQuietly);
  }

  private void accept() {
    try {
      while (true) {
        join(listening.accept());
      }
    } catch (IOException e) {
      cutAll(); // It is closed.
    }
  }

  private void join(Socket near) {
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      open.add(near);
      open.add(far);
      if (cut == Cut.SILENT) {
        silent.add(near);
        silent.add(far);
      } else if (cut == Cut.REFUSED) {
        cutAll();
      }
      AtomicBoolean deaf = new AtomicBoolean();
      Thread.ofVirtual()
          .start(() ->
              carry(
                  near,
                  far,
                  bytes -> {
                    if (isNext(answerToLose, bytes)) {
                      deaf.set(true);
                    }
                    return !isNext(requestToLose, bytes);
                  }));
      Thread.ofVirtual()
          .start(() ->
              carry(
                  far,
                  near,
                  bytes -> {
                    takeTime(bytes.length());
                    return !deaf.get();
                  }));
    } catch (IOException e) {
      closeQuietly(near); // The target is not there.
    }
  }

  private void takeTime(int bytes) {
    int limit = bytesPerSecond;
    if (limit > 0) {
      try {
        Thread.sleep(bytes * 1_000L / limit);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Whether these bytes are the ones that are waited for; once. */
  private static boolean isNext(AtomicReference<@Nullable String> waitedFor, String bytes) {
    String text = waitedFor.get();
    return text != null && bytes.contains(text) && waitedFor.compareAndSet(text, null);
  }

  private void carry(Socket from, Socket to, Predicate<String> goesOn) {
    byte[] bytes = new byte[1 << 16];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (!goesOn.test(new String(bytes, 0, count, ISO_8859_1))) {
          break;
        }
        if (!silent.contains(from)) {
          out.write(bytes, 0, count);
        }
      }
    } catch (IOException e) {
      // Cut, by either side.
      closeQuietly(to);
    }
    closeQuietly(from);
    closeQuietly(to);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cutAll();
  }
}
