/** What the tests of a running server are made with: the server, a raw socket, a client, a view. */
@NullMarked
package dev.roomkeeper.server.kit;

import org.jspecify.annotations.NullMarked;
