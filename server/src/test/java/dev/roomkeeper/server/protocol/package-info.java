/** PROTOCOL.md, rule by rule, against a running server over real sockets. */
@NullMarked
package dev.roomkeeper.server.protocol;

import org.jspecify.annotations.NullMarked;
