package dev.roomkeeper.processor;

import javax.lang.model.element.Element;

/** A declaration that nothing can be made from; the message is for whoever wrote it. */
final class Wrong extends RuntimeException {
  private static final long serialVersionUID = 1;

  final transient Element element;

  Wrong(Element element, String message) {
    super(message);
    this.element = element;
  }
}
