package dev.roomkeeper.server.api;

import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;

/** Limits how many rooms somebody may create, at a time and in all. */
final class NewRooms {
  private final Hub hub;
  private final Limits limits;

  NewRooms(Hub hub, Limits limits) {
    this.hub = hub;
    this.limits = limits;
  }

  /** Refuses if one more room is too many. Blocks on the database. */
  void check(Call call, String userId) throws Refusal {
    call.spend(Limit.NEW_ROOMS_BY_USER, userId, 1);
    call.spend(Limit.NEW_ROOMS_BY_ADDRESS, call.address(), 1);
    long most = limits.most(Limit.ROOMS_BY_USER);
    if (hub.countMadeBy(userId) >= most) {
      throw new Refusal(409, "CONFLICT", "one user can have " + most + " rooms; delete some first");
    }
  }
}
