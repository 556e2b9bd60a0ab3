/** Identities: guests with keys, accounts, tokens, passphrases. */
@NullMarked
package dev.roomkeeper.server.auth;

import org.jspecify.annotations.NullMarked;
