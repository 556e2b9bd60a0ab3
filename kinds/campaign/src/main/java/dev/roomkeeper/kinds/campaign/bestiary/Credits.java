package dev.roomkeeper.kinds.campaign.bestiary;

import java.util.List;

/** What must be said, word for word, wherever the bestiary or the rules' figures are shown. */
public final class Credits {
  public static final String SRD_2024 =
      "This work includes material from the System Reference Document 5.2.1 (“SRD 5.2.1”) by"
          + " Wizards of the Coast LLC, available at https://www.dndbeyond.com/srd. The SRD 5.2.1"
          + " is licensed under the Creative Commons Attribution 4.0 International License,"
          + " available at https://creativecommons.org/licenses/by/4.0/legalcode.";

  public static final String SRD_2014 =
      "This work includes material taken from the System Reference Document 5.1 (“SRD 5.1”) by"
          + " Wizards of the Coast LLC and available at"
          + " https://dnd.wizards.com/resources/systems-reference-document. The SRD 5.1 is"
          + " licensed under the Creative Commons Attribution 4.0 International License available"
          + " at https://creativecommons.org/licenses/by/4.0/legalcode.";

  /** The licence asks that changes be told. */
  public static final String CHANGES =
      "The material was changed: only figures and names were taken, in a format of our own.";

  private Credits() {}

  /** All of it, for a page of credits. */
  public static List<String> sentences() {
    return List.of(SRD_2024, SRD_2014, CHANGES);
  }
}
