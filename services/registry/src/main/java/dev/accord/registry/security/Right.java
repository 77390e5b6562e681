package dev.accord.registry.security;

/** What a request needs. */
public enum Right {
  /** To read anything. */
  READ,
  /** To change one subject. */
  WRITE,
  /** To change what concerns more than one subject. */
  ADMIN
}
