/**
 * What a server needs of spaces besides their rules: avatars, elements, maps, HTTP resources, and
 * the tables that can be asked without opening a room.
 */
@NullMarked
package dev.roomkeeper.kinds.space.server;

import org.jspecify.annotations.NullMarked;
