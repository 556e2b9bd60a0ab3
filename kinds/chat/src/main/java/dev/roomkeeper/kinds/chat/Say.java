package dev.roomkeeper.kinds.chat;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;

/** A message to everybody. */
@Payload
public record Say(
    @Length(max = Chat.MESSAGE_LENGTH_MAX, tooLong = Code.TOO_LARGE) String message) {}
