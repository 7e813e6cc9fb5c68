//! Certificates that are made when a test runs, and connections under them.

use std::{io, net::Ipv4Addr, sync::Arc};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

/// Tells the HTTP clients of tests and demonstration which cryptography to use:
/// the programs bring TLS into them, and nothing is chosen by itself.
pub fn choose_cryptography() {
    // An error only says that it has been chosen before.
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
}

/// A connection, encrypted or not.
pub(crate) trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

/// A certificate authority that nobody knows, and the certificate of a server
/// that it has signed.
#[derive(Clone)]
pub struct Authority {
    pem: String,
    acceptor: TlsAcceptor,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Authority")
    }
}

impl Authority {
    /// Makes an authority and a certificate for a server of this name.
    ///
    /// # Errors
    /// If a key cannot be made.
    pub fn for_server(name: &str) -> io::Result<Self> {
        let mut authority = CertificateParams::default();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let authority = CertifiedIssuer::self_signed(authority, key).map_err(io::Error::other)?;
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let server = CertificateParams::new([name.to_owned()])
            .and_then(|params| params.signed_by(&key, &authority))
            .map_err(io::Error::other)?;
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![server.der().clone()], key)
            .map_err(io::Error::other)?;
        Ok(Self {
            pem: authority.pem(),
            acceptor: TlsAcceptor::from(Arc::new(config)),
        })
    }

    /// The authority's certificate, for those who shall trust it.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// A proxy that ends TLS in front of a server, as a town's would; answers
    /// its port. It ends with the runtime.
    ///
    /// # Errors
    /// If no port is free.
    pub async fn proxy(&self, server: String) -> io::Result<u16> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let authority = self.clone();
        drop(tokio::spawn(async move {
            while let Ok((from, _)) = listener.accept().await {
                let (authority, server) = (authority.clone(), server.clone());
                drop(tokio::spawn(async move {
                    let mut from = authority.accept(Box::new(from)).await?;
                    let mut to = TcpStream::connect(server).await?;
                    tokio::io::copy_bidirectional(&mut from, &mut to).await
                }));
            }
        }));
        Ok(port)
    }

    /// Encrypts a connection as its server.
    pub(crate) async fn accept(&self, wire: Box<dyn Wire>) -> io::Result<Box<dyn Wire>> {
        Ok(Box::new(self.acceptor.accept(wire).await?))
    }
}
