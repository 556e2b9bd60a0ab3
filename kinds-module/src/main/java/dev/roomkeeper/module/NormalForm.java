package dev.roomkeeper.module;

import java.text.Normalizer;

/** Names in one spelling, before {@link dev.roomkeeper.engine.kind.Names} judges them. */
public final class NormalForm {
  private NormalForm() {}

  /** The name in Unicode's form NFKC, without space around it: "Ａｎｎ" and "Ann" are one name. */
  public static String of(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
  }
}
