/** Everything that is served over HTTP, asked for over real sockets. */
@NullMarked
package dev.roomkeeper.server.http;

import org.jspecify.annotations.NullMarked;
