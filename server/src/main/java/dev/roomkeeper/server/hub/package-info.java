/** The rooms that live on this node, and the ports to everything else. */
@NullMarked
package dev.roomkeeper.server.hub;

import org.jspecify.annotations.NullMarked;
