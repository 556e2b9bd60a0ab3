/**
 * Where browsers find a path to each other for talk: STUN and TURN servers, and passes for them.
 */
@NullMarked
package dev.roomkeeper.server.ice;

import org.jspecify.annotations.NullMarked;
