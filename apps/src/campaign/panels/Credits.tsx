import "../styles/credits.css";

/** Whose work the figures are. The licence requires these sentences word for word; the server has the same. */
export const credits: readonly string[] = [
  "This work includes material from the System Reference Document 5.2.1 (“SRD 5.2.1”) by Wizards of the Coast LLC, available at https://www.dndbeyond.com/srd. The SRD 5.2.1 is licensed under the Creative Commons Attribution 4.0 International License, available at https://creativecommons.org/licenses/by/4.0/legalcode.",
  "This work includes material taken from the System Reference Document 5.1 (“SRD 5.1”) by Wizards of the Coast LLC and available at https://dnd.wizards.com/resources/systems-reference-document. The SRD 5.1 is licensed under the Creative Commons Attribution 4.0 International License available at https://creativecommons.org/licenses/by/4.0/legalcode.",
  "The material was changed: only figures and names were taken, in a format of our own.",
];

export function Credits() {
  return (
    <details className="credits">
      <summary>Credits</summary>
      {credits.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </details>
  );
}
