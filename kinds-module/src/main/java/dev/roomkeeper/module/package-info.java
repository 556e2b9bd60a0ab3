/** The server side of a kind of room, and what the server offers it. */
@NullMarked
package dev.roomkeeper.module;

import org.jspecify.annotations.NullMarked;
