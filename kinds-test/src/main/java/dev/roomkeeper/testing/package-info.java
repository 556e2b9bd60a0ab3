/** Tests of a kind of room: a room without a server, and tests that fit any kind. */
@NullMarked
package dev.roomkeeper.testing;

import org.jspecify.annotations.NullMarked;
