//! What all configurations of a run may take: every folder can bring one.

use super::layer::Layer;

/// Bytes of memory that the configurations of a run may take, estimated; the first one may take more.
const MAX_MEMORY: u64 = 64 * 1024 * 1024;

/// Bytes of memory that a configuration takes: one that says next to nothing; where no other one has the same packs, roles and
/// titles, for these and for each rule pack; for each byte of its text; and for each byte of its globs, which become automata.
/// Measured on the worst of each.
const PER_CONFIGURATION: u64 = 20 * 1024;
const PER_RULES: u64 = 200 * 1024;
const PER_PACK: u64 = 2_560 * 1024;
const PER_BYTE: u64 = 4;
const PER_BYTE_OF_GLOBS: u64 = 600;

/// What the configurations so far take.
#[derive(Debug, Default)]
pub(super) struct Budget(u64);

impl Budget {
    /// Adds what `layer` takes, which was read from `bytes` bytes of text; `shared` says that its rules are there already.
    ///
    /// # Errors
    ///
    /// Where that is too much: one sentence without a full stop.
    pub(super) fn add(&mut self, layer: &Layer, bytes: usize, shared: bool) -> Result<(), String> {
        let packs = layer.packs.as_ref().filter(|_| !shared);
        let parts = [
            (1, PER_CONFIGURATION),
            (usize::from(!shared), PER_RULES),
            (packs.map_or(0, |packs| packs.value.len()), PER_PACK),
            (bytes, PER_BYTE),
            (layer.glob_bytes(), PER_BYTE_OF_GLOBS),
        ];
        let takes = parts
            .iter()
            .map(|(n, each)| (*n as u64).saturating_mul(*each));
        let all = takes.fold(self.0, u64::saturating_add);
        if self.0 > 0 && all > MAX_MEMORY {
            return Err(format!(
                "not read: the configurations of this run take more than {} MB of memory, the limit; check fewer folders at a time",
                MAX_MEMORY / (1024 * 1024)
            ));
        }
        self.0 = all;
        Ok(())
    }
}
