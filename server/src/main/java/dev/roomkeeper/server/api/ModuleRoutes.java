package dev.roomkeeper.server.api;

import dev.roomkeeper.module.http.Method;
import dev.roomkeeper.module.http.Resource;
import io.vertx.core.http.HttpMethod;

/** Where a kind's module adds its resources, below {@code /api/v1}. */
final class ModuleRoutes implements dev.roomkeeper.module.http.Routes {
  private static final String BELOW = "/api/v1/";

  private final String kind;
  private final Routes routes;

  ModuleRoutes(String kind, Routes routes) {
    this.kind = kind;
    this.routes = routes;
  }

  @Override
  public void add(Method method, String path, Resource resource) {
    check(path);
    routes.add(
        switch (method) {
          case GET -> HttpMethod.GET;
          case POST -> HttpMethod.POST;
          case PUT -> HttpMethod.PUT;
          case PATCH -> HttpMethod.PATCH;
          case DELETE -> HttpMethod.DELETE;
        },
        path,
        resource::serve);
  }

  @Override
  public void addShared(String path, Resource resource) {
    check(path);
    routes.addShared(path, resource::serve);
  }

  @Override
  public void renewShared() {
    routes.renewShared();
  }

  private void check(String path) {
    if (!path.startsWith(BELOW)) {
      throw new IllegalArgumentException(
          "the resources of kind \"" + kind + "\" stand below " + BELOW + ", not at " + path);
    }
  }
}
