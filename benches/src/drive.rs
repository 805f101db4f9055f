//! Runs a machine and sums up what it hands out.
//!
//! Every driver comes in two modes. *Inlined*: the resume is part of the driver's loop, if the compiler wants it there.
//! *Call*: it stands behind a function that is never inlined, as where a machine is resumed from several places.

use crate::machine::{Footprint, Machine};

/// How a machine is asked.
pub trait Mode {
    /// Starts it.
    fn start<In, M: Machine<In>>(machine: &mut M) -> Option<M::Out>;

    /// Resumes it.
    fn resume<In, M: Machine<In>>(machine: &mut M, input: In) -> Option<M::Out>;

    /// Closes it, or leaves that to its drop.
    fn close<In, M: Machine<In>>(machine: &mut M);
}

/// The resume may be inlined into the driver.
#[derive(Clone, Copy, Debug)]
pub enum Inlined {}

impl Mode for Inlined {
    #[inline(always)]
    fn start<In, M: Machine<In>>(machine: &mut M) -> Option<M::Out> {
        machine.start()
    }

    #[inline(always)]
    fn resume<In, M: Machine<In>>(machine: &mut M, input: In) -> Option<M::Out> {
        M::yielded(machine.resume(input))
    }

    /// Nothing: a machine whose address is taken could not be kept in registers.
    #[inline(always)]
    fn close<In, M: Machine<In>>(_: &mut M) {}
}

/// The resume stands behind a call.
#[derive(Clone, Copy, Debug)]
pub enum Call {}

impl Mode for Call {
    #[inline(never)]
    fn start<In, M: Machine<In>>(machine: &mut M) -> Option<M::Out> {
        machine.start()
    }

    #[inline(always)]
    fn resume<In, M: Machine<In>>(machine: &mut M, input: In) -> Option<M::Out> {
        #[inline(never)]
        fn resume<In, M: Machine<In>>(machine: &mut M, input: In) -> M::Answer {
            machine.resume(input)
        }
        M::yielded(resume(machine, input))
    }

    #[inline(never)]
    fn close<In, M: Machine<In>>(machine: &mut M) {
        machine.close();
    }
}

/// What a run has handed out.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    /// How often it was resumed and has handed something out.
    pub n_values: u64,
    /// The checksum of that, which depends on the order and costs two instructions a value.
    pub checksum: u64,
    /// The bytes that the machine took.
    pub footprint: usize,
}

impl Sum {
    /// Nothing yet, of this machine.
    #[inline(always)]
    pub fn of(machine: &impl Footprint) -> Self {
        Self { n_values: 0, checksum: 0, footprint: machine.footprint() }
    }

    /// Adds what a resume has handed out.
    #[inline(always)]
    pub fn add(&mut self, value: impl Digest) {
        self.n_values += 1;
        self.checksum = self.checksum.rotate_left(5) ^ value.digest();
    }
}

/// What can be added to a checksum.
pub trait Digest {
    /// The number that stands for it.
    fn digest(self) -> u64;
}

impl Digest for () {
    #[inline(always)]
    fn digest(self) -> u64 {
        0
    }
}

impl Digest for u8 {
    #[inline(always)]
    fn digest(self) -> u64 {
        self.into()
    }
}

impl Digest for u32 {
    #[inline(always)]
    fn digest(self) -> u64 {
        self.into()
    }
}

impl Digest for u64 {
    #[inline(always)]
    fn digest(self) -> u64 {
        self
    }
}

impl Digest for &str {
    #[inline(always)]
    fn digest(self) -> u64 {
        self.len() as u64
    }
}

impl<T: Digest> Digest for Option<T> {
    #[inline(always)]
    fn digest(self) -> u64 {
        self.map_or(1 << 32, T::digest)
    }
}

/// Sends the inputs, one after the other, until they or the machine come to their end.
#[inline(always)]
pub fn push<D: Mode, In, M: Machine<In, Out: Digest>>(
    mut machine: M,
    inputs: impl Iterator<Item = In>,
) -> Sum {
    let mut sum = Sum::of(&machine);
    if let Some(first) = D::start(&mut machine) {
        sum.add(first);
        for input in inputs {
            match D::resume(&mut machine, input) {
                Some(value) => sum.add(value),
                None => break,
            }
        }
    }
    D::close(&mut machine);
    sum
}

/// Resumes it until its end.
#[inline(always)]
pub fn pull<D: Mode>(machine: impl Machine<(), Out: Digest>) -> Sum {
    push::<D, (), _>(machine, std::iter::repeat(()))
}
