//! Mails as a foreign program reads them.
