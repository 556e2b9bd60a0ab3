package dev.roomkeeper.kinds.chat;

import dev.roomkeeper.engine.kind.Data;

/** One of the newest things said to everybody. */
@Data
public record ChatLine(String from, String name, String message, long at) {}
