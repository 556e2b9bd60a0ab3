package dev.roomkeeper.module.http;

/** Answers one route, on a virtual thread. */
@FunctionalInterface
public interface Resource {
  Reply serve(Call call) throws Refusal;
}
