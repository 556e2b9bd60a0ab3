package dev.roomkeeper.server.auth;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Checks a token signed with EdDSA (RFC 8037), with the JDK's implementation. */
final class EdwardsSignature {
  private EdwardsSignature() {}

  static boolean isRight(SignedJWT jwt, OctetKeyPair key) throws GeneralSecurityException {
    Curve curve = key.getCurve();
    if (!curve.equals(Curve.Ed25519) && !curve.equals(Curve.Ed448)) {
      return false; // The other two curves are for key agreement.
    }
    Signature signature = Signature.getInstance(curve.getName());
    signature.initVerify(publicKey(curve.getName(), key.getDecodedX()));
    signature.update(jwt.getSigningInput());
    return signature.verify(jwt.getSignature().decode());
  }

  /**
   * A point is stored as its y, least significant byte first. The last bit says whether x is odd.
   */
  private static PublicKey publicKey(String curve, byte[] point) throws GeneralSecurityException {
    byte[] highestFirst = new byte[point.length];
    for (int i = 0; i < point.length; i++) {
      highestFirst[point.length - 1 - i] = point[i];
    }
    boolean isOdd = point.length > 0 && (highestFirst[0] & 0x80) != 0;
    if (isOdd) {
      highestFirst[0] &= 0x7f;
    }
    EdECPoint read = new EdECPoint(isOdd, new BigInteger(1, highestFirst));
    return KeyFactory.getInstance(curve)
        .generatePublic(new EdECPublicKeySpec(new NamedParameterSpec(curve), read));
  }
}
