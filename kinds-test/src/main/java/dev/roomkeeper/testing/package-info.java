/** What tests of a kind of room stand on: a room without a server, and tests that fit any kind. */
@NullMarked
package dev.roomkeeper.testing;

import org.jspecify.annotations.NullMarked;
