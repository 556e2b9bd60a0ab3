package dev.roomkeeper.module.http;

/**
 * Where resources are added. The first match wins, so add {@code /space/all} before {@code
 * /space/:id}.
 */
public interface Routes {
  /** Adds a path. Its parameters are written {@code :name}. */
  void add(Method method, String path, Resource resource);

  /**
   * Adds a public path whose answer depends neither on the user nor on the query. It is built at
   * most once in a while, and compressed once.
   */
  void addShared(String path, Resource resource);

  /** A shared answer has changed: the next answer of this node is built anew. */
  void renewShared();
}
