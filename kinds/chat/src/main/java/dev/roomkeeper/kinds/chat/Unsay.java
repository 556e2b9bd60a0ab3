package dev.roomkeeper.kinds.chat;

import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Payload;

/** A line to be taken away again. */
@Payload
public record Unsay(@Id String id) {}
