/**
 * The server side of spaces: avatars, elements, maps, HTTP resources, and the tables that can be
 * queried without opening a room.
 */
@NullMarked
package dev.roomkeeper.kinds.space.server;

import org.jspecify.annotations.NullMarked;
