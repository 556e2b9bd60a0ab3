package dev.roomkeeper.module.http;

/**
 * Where resources are added. Those that are added first go first: {@code /space/all} before {@code
 * /space/:id}.
 */
public interface Routes {
  /** Serves the path, whose parameters are written {@code :name}. */
  void add(Method method, String path, Resource resource);

  /**
   * Serves the path to anybody with an answer that does not depend on who asks, nor on a query. It
   * is made anew every moment, and compressed once.
   */
  void addShared(String path, Resource resource);

  /** What is shared has changed: the very next answer of this node has it. */
  void renewShared();
}
