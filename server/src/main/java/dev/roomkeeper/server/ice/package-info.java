/**
 * The STUN and TURN servers by which browsers find a path to each other, and credentials for them.
 */
@NullMarked
package dev.roomkeeper.server.ice;

import org.jspecify.annotations.NullMarked;
