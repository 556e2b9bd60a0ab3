package dev.roomkeeper.server.api;

import dev.roomkeeper.module.KindModule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources of the pages' pictures: this server, and the hosts that kinds' modules name. So
 * nothing that members write makes a browser send a request to another host.
 */
final class PictureSources {
  private static final Logger LOG = LoggerFactory.getLogger(PictureSources.class);
  private static final String OWN = "'self' data: blob:";
  private static final int ORIGINS_MAX = 100;

  /** The characters of a source must not end the policy. */
  private static final String ORIGIN = "https?://[A-Za-z0-9.:\\[\\]-]{1,255}";

  private final List<KindModule> modules;
  private volatile String sources = OWN;

  PictureSources(List<KindModule> modules) {
    this.modules = modules;
  }

  /** In the form of a Content-Security-Policy's img-src, as of the last look. */
  String sources() {
    return sources;
  }

  /** Asks the modules. Blocks on the database. */
  void look() {
    Set<String> origins = new TreeSet<>();
    for (KindModule module : modules) {
      try {
        module.pictureOrigins().stream()
            .filter(origin -> origin.matches(ORIGIN))
            .forEach(origins::add);
      } catch (RuntimeException e) {
        LOG.debug("kind {} can't say from where its pictures come", module.kind().name(), e);
        return; // The previous sources stay valid.
      }
    }
    StringBuilder all = new StringBuilder(OWN);
    origins.stream().limit(ORIGINS_MAX).forEach(origin -> all.append(' ').append(origin));
    sources = all.toString();
  }
}
