/** Who somebody is: guests by their keys, accounts, tokens, passphrases. */
@NullMarked
package dev.roomkeeper.server.auth;

import org.jspecify.annotations.NullMarked;
