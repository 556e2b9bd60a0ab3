package dev.roomkeeper.processor;

import javax.lang.model.element.Element;

/** A declaration is wrong. The message is for the kind's author. */
final class Wrong extends RuntimeException {
  private static final long serialVersionUID = 1;

  final transient Element element;

  Wrong(Element element, String message) {
    super(message);
    this.element = element;
  }
}
