//! The certificate authorities that are trusted, and what a certificate tells about the time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use opsec::language::Language;
use rustls::client::Resumption;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, DistinguishedName, Error, RootCertStore,
    SignatureScheme,
};

use crate::outcome::{Failure, Result};
use crate::words::torcheck::settings as words;

/// A chain has few certificates, and each can move the time at which all of them would be valid once.
const MOST_TIMES: usize = 8;

/// The certificate authorities that are trusted.
pub(crate) struct Trust {
    pub(super) config: Arc<ClientConfig>,
    verifier: Arc<WebPkiServerVerifier>,
}

impl Trust {
    /// Trusts the bundled roots, and the certificates of `--ca-file` if it is given.
    pub(crate) fn new(language: Language, more: Option<&str>) -> Result<Self> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(pem) = more {
            let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem.as_bytes())
                .collect::<Result<_, _>>()
                .map_err(|error| Failure::new(words::not_pem(language)).because(error))?;
            if certificates.is_empty() {
                return Err(
                    Failure::new(words::no_certificate(language)).hint(words::no_certificate_hint(language))
                );
            }
            for certificate in certificates {
                roots
                    .add(certificate)
                    .map_err(|error| Failure::new(words::certificate_unusable(language)).because(error))?;
            }
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .build()
            .map_err(|error| Failure::new(words::no_encryption(language)).because(error))?;
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| Failure::new(words::no_encryption(language)).because(error))?
            .with_webpki_verifier(Arc::clone(&verifier))
            .with_no_client_auth();
        // A resumed session would tell the service that two isolated requests are the same visitor.
        config.resumption = Resumption::disabled();
        Ok(Self { config: Arc::new(config), verifier })
    }

    /// The same trust for one connection, which keeps what its certificate tells about the time.
    pub(super) fn for_one(&self) -> (Self, Arc<Examiner>) {
        let examiner =
            Arc::new(Examiner { verifier: Arc::clone(&self.verifier), finding: Mutex::new(Finding::None) });
        let mut config = (*self.config).clone();
        config.dangerous().set_certificate_verifier(Arc::<Examiner>::clone(&examiner));
        (Self { config: Arc::new(config), verifier: Arc::clone(&self.verifier) }, examiner)
    }
}

/// Verifies a certificate as rustls does, and looks behind the first fault that it finds.
///
/// rustls reports a certificate that is out of date before it looks who signed it and for which name: without a
/// second look, a forged one that is old too would seem to be a matter of the clock.
#[derive(Debug)]
pub(super) struct Examiner {
    verifier: Arc<WebPkiServerVerifier>,
    finding: Mutex<Finding>,
}

/// What was found about the certificate of a connection.
#[derive(Debug)]
enum Finding {
    /// There was none.
    None,
    /// It is valid.
    Valid(Chain),
    /// It would be valid if this clock were off by this much.
    Off(i64),
    /// It is not the service's, at no time.
    Wrong,
}

/// All that is needed to judge a certificate again for another time.
#[derive(Debug)]
struct Chain {
    end: CertificateDer<'static>,
    intermediates: Vec<CertificateDer<'static>>,
    name: ServerName<'static>,
}

impl Examiner {
    /// Whether the certificate, which is valid now, is valid at this time too; nothing if it isn't valid now.
    pub(super) fn is_valid_at(&self, time: Timestamp) -> Option<bool> {
        let finding = self.finding.lock().unwrap_or_else(PoisonError::into_inner);
        let Finding::Valid(chain) = &*finding else { return None };
        let Ok(seconds) = u64::try_from(time.as_second()) else { return Some(false) };
        let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let Chain { end, intermediates, name } = chain;
        Some(self.verifier.verify_server_cert(end, intermediates, name, &[], time).is_ok())
    }

    /// Seconds by which this clock would have to be behind for the certificate to be valid, if that is its only
    /// fault; negative for ahead.
    pub(super) fn needed(&self) -> Option<i64> {
        match &*self.finding.lock().unwrap_or_else(PoisonError::into_inner) {
            Finding::Off(needed) => Some(*needed),
            Finding::None | Finding::Valid(_) | Finding::Wrong => None,
        }
    }

    fn note(&self, finding: Finding) {
        *self.finding.lock().unwrap_or_else(PoisonError::into_inner) = finding;
    }
}

impl ServerCertVerifier for Examiner {
    fn verify_server_cert(
        &self,
        end: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verify = |time| self.verifier.verify_server_cert(end, intermediates, name, ocsp, time);
        let first = match verify(now) {
            Ok(verified) => {
                self.note(Finding::Valid(Chain {
                    end: end.clone().into_owned(),
                    intermediates: intermediates.iter().map(|one| one.clone().into_owned()).collect(),
                    name: name.to_owned(),
                }));
                return Ok(verified);
            }
            Err(error) => error,
        };
        let Some(mut time) = time_of(&first) else {
            self.note(Finding::Wrong);
            return Err(first);
        };
        let is_ahead = time < now;
        for _ in 0..MOST_TIMES {
            match verify(time) {
                Ok(_) => {
                    self.note(Finding::Off(seconds(time).saturating_sub(seconds(now))));
                    return Err(first);
                }
                // The next certificate of the chain needs a clock that is further off, in the same direction.
                Err(error) => match time_of(&error) {
                    Some(next) if next != time && (next < time) == is_ahead => time = next,
                    Some(_) => break,
                    None => {
                        self.note(Finding::Wrong);
                        return Err(error);
                    }
                },
            }
        }
        // Its parts were never valid at the same time.
        self.note(Finding::Wrong);
        Err(Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }

    fn requires_raw_public_keys(&self) -> bool {
        self.verifier.requires_raw_public_keys()
    }

    fn root_hint_subjects(&self) -> Option<&[DistinguishedName]> {
        self.verifier.root_hint_subjects()
    }
}

/// The nearest time at which a certificate that is outside its dates would be within them.
fn time_of(error: &Error) -> Option<UnixTime> {
    match error {
        Error::InvalidCertificate(CertificateError::ExpiredContext { not_after, .. }) => Some(*not_after),
        Error::InvalidCertificate(CertificateError::NotValidYetContext { not_before, .. }) => {
            Some(*not_before)
        }
        _ => None,
    }
}

fn seconds(time: UnixTime) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX)
}
