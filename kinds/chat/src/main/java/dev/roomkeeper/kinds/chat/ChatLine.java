package dev.roomkeeper.kinds.chat;

import dev.roomkeeper.engine.kind.Data;

/** One chat line. */
@Data
public record ChatLine(String from, String name, String message, long at) {}
