/** Who somebody is: guests, tokens, passphrases. */
@NullMarked
package dev.roomkeeper.server.auth;

import org.jspecify.annotations.NullMarked;
