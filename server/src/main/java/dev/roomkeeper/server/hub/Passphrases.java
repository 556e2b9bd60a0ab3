package dev.roomkeeper.server.hub;

/** Port: slow hashes of passphrases. Calls take tens of milliseconds: from virtual threads only. */
public interface Passphrases {
  /** A salted slow hash, with everything that {@link #matches} needs. */
  String hash(String passphrase);

  boolean matches(String passphrase, String hash);
}
