//! Two nested loops with one suspension, which come to an end.

use std::hint::black_box;

use crate::cell::Cell;
use crate::cells;
use crate::drive::pull;

/// How far the outer loop counts.
pub const ROWS: u32 = 100;
/// How far the inner loop counts.
pub const COLUMNS: u32 = 100;

/// Every maker's machine.
pub const CELLS: &[Cell] = cells! {
    "nested" by pull;
    Hand = hand::nested(black_box(ROWS), black_box(COLUMNS));
    Hchk = hchk::nested(black_box(ROWS), black_box(COLUMNS));
    Coroutine = coroutine::nested(black_box(ROWS), black_box(COLUMNS));
    Diapause = diapause::nested(black_box(ROWS), black_box(COLUMNS));
    Genawaiter = |co| async move {
        for row in 0..black_box(ROWS) {
            for column in 0..black_box(COLUMNS) {
                co.yield_(row ^ column).await;
            }
        }
    };
    NextGen = (next_gen::nested, (black_box(ROWS), black_box(COLUMNS)));
    Fauxgen = fauxgen::nested(black_box(ROWS), black_box(COLUMNS));
    Corosensei = |yielder: &corosensei::Yielder<(), u32>, ()| {
        for row in 0..black_box(ROWS) {
            for column in 0..black_box(COLUMNS) {
                yielder.suspend(row ^ column);
            }
        }
    };
};

mod hand {
    use crate::machine::ByHand;

    pub(super) struct Nested {
        row: u32,
        column: u32,
        rows: u32,
        columns: u32,
    }

    pub(super) fn nested(rows: u32, columns: u32) -> Nested {
        Nested { row: 0, column: 0, rows, columns }
    }

    impl ByHand<()> for Nested {
        type Out = u32;

        #[inline]
        fn start(&mut self) -> Option<u32> {
            (self.rows > 0 && self.columns > 0).then_some(0)
        }

        #[inline]
        fn resume(&mut self, (): ()) -> Option<u32> {
            self.column += 1;
            if self.column == self.columns {
                self.column = 0;
                self.row += 1;
                if self.row == self.rows {
                    return None;
                }
            }
            Some(self.row ^ self.column)
        }
    }
}

mod hchk {
    use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

    use crate::contract::{self, States};

    pub(super) struct Nested(Place);

    enum Place {
        Created { rows: u32, columns: u32 },
        Suspended { row: u32, column: u32, rows: u32, columns: u32 },
        Finished,
        Poisoned,
    }

    pub(super) fn nested(rows: u32, columns: u32) -> Nested {
        Nested(Place::Created { rows, columns })
    }

    impl States for Place {
        const FINISHED: Self = Self::Finished;
        const POISONED: Self = Self::Poisoned;

        #[inline]
        fn status(&self) -> Status {
            match self {
                Self::Created { .. } => Status::Created,
                Self::Suspended { .. } => Status::Suspended,
                Self::Finished => Status::Finished,
                Self::Poisoned => Status::Poisoned,
            }
        }
    }

    impl Coroutine for Nested {
        type Yield = u32;
        type Return = ();

        #[inline]
        fn prime(&mut self) -> Result<CoroutineState<u32, ()>, ResumeError> {
            let Place::Created { rows, columns } = self.0 else {
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            if rows == 0 || columns == 0 {
                self.0 = Place::Finished;
                return Ok(CoroutineState::Complete(()));
            }
            self.0 = Place::Suspended { row: 0, column: 0, rows, columns };
            Ok(CoroutineState::Yielded(0))
        }

        #[inline]
        fn send(&mut self, (): ()) -> Result<CoroutineState<u32, ()>, ResumeError> {
            let Place::Suspended { row, column, rows, columns } = &mut self.0 else {
                return contract::refused(&self.0, ResumeError::NotPrimed);
            };
            *column += 1;
            if column == columns {
                *column = 0;
                *row += 1;
                if row == rows {
                    self.0 = Place::Finished;
                    return Ok(CoroutineState::Complete(()));
                }
            }
            Ok(CoroutineState::Yielded(*row ^ *column))
        }

        fn close(&mut self) -> Result<Option<()>, ResumeError> {
            contract::close(&mut self.0)
        }

        fn status(&self) -> Status {
            self.0.status()
        }
    }
}

mod coroutine {
    use coro_runtime::prelude::*;

    #[coro::coroutine(yield = u32)]
    pub(super) fn nested(rows: u32, columns: u32) {
        for row in 0..rows {
            for column in 0..columns {
                yield_!(row ^ column);
            }
        }
    }
}

mod diapause {
    #[diapause::coroutine(yield = u32)]
    pub(super) fn nested(rows: u32, columns: u32) {
        for row in 0..rows {
            for column in 0..columns {
                yield_!(row ^ column);
            }
        }
    }
}

mod next_gen {
    use next_gen::prelude::*;

    #[generator(yield(u32))]
    pub(super) fn nested(rows: u32, columns: u32) {
        for row in 0..rows {
            for column in 0..columns {
                yield_!(row ^ column);
            }
        }
    }
}

mod fauxgen {
    #[fauxgen::generator(yield = u32)]
    pub(super) fn nested(rows: u32, columns: u32) {
        for row in 0..rows {
            for column in 0..columns {
                r#yield!(row ^ column);
            }
        }
    }
}
