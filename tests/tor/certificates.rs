//! A test authority, the certificate it signs, and two that must be refused.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};

/// The authority that signs.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// What `--ca-file` takes.
    pub(crate) pem: String,
}

impl Authority {
    /// Valid from 1975 to 4096: no clock of these tests leaves that.
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::default();
        parameters.distinguished_name.push(DnType::CommonName, "authority of the tests of opsec");
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = parameters.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(parameters, key), pem }
    }

    /// A server that proves this name.
    pub(crate) fn server(&self, name: &str) -> Arc<ServerConfig> {
        // A name or an address of loopback, for requests without a name server.
        self.serve(&CertificateParams::new([name.to_owned(), "127.0.0.1".to_owned()]).unwrap())
    }

    /// A server that proved this name until long ago.
    pub(crate) fn expired(&self, name: &str) -> Arc<ServerConfig> {
        let mut parameters = CertificateParams::new([name.to_owned()]).unwrap();
        parameters.not_after = rcgen::date_time_ymd(2020, 1, 1);
        self.serve(&parameters)
    }

    /// A server that proved this name until half a day ago.
    pub(crate) fn just_expired(&self, name: &str) -> Arc<ServerConfig> {
        let mut parameters = CertificateParams::new([name.to_owned()]).unwrap();
        let half_a_day_ago = SystemTime::now() - Duration::from_hours(12);
        parameters.not_after = half_a_day_ago.into();
        self.serve(&parameters)
    }

    /// A server that proves this name in three days.
    pub(crate) fn not_yet_valid(&self, name: &str) -> Arc<ServerConfig> {
        let mut parameters = CertificateParams::new([name.to_owned()]).unwrap();
        let in_three_days = SystemTime::now() + Duration::from_hours(72);
        parameters.not_before = in_three_days.into();
        self.serve(&parameters)
    }

    /// A server that proves this name, and wants its visitors to prove theirs.
    pub(crate) fn demanding(
        &self,
        name: &str,
        version: &'static SupportedProtocolVersion,
    ) -> Arc<ServerConfig> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(self.pem.as_bytes()).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone());
        let builder =
            ServerConfig::builder_with_provider(provider).with_protocol_versions(&[version]).unwrap();
        let builder = builder.with_client_cert_verifier(verifier.build().unwrap());
        let key = KeyPair::generate().unwrap();
        let parameters = CertificateParams::new([name.to_owned()]).unwrap();
        let certificate = parameters.signed_by(&key, &self.issuer).unwrap().into();
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        Arc::new(builder.with_single_cert(vec![certificate], key.into()).unwrap())
    }

    fn serve(&self, parameters: &CertificateParams) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let certificate: CertificateDer = parameters.signed_by(&key, &self.issuer).unwrap().into();
        let provider = rustls::crypto::ring::default_provider();
        let server = ServerConfig::builder_with_provider(provider.into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], PrivatePkcs8KeyDer::from(key.serialize_der()).into())
            .unwrap();
        Arc::new(server)
    }
}
