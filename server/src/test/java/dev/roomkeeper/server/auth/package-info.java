/** Who somebody is, and that nobody becomes somebody else. */
@NullMarked
package dev.roomkeeper.server.auth;

import org.jspecify.annotations.NullMarked;
