
pub struct StepNUMBER(PlaceNUMBER);

enum PlaceNUMBER {
    Created { start: u32 },
    Adding { total: u32 },
    Last { total: u32 },
    Finished,
    Poisoned,
}

pub fn step_NUMBER(start: u32) -> StepNUMBER {
    StepNUMBER(PlaceNUMBER::Created { start })
}

impl PlaceNUMBER {
    fn go_on(&mut self, total: u32) -> u32 {
        if total < 12345 {
            *self = Self::Adding { total };
            total
        } else {
            *self = Self::Last { total };
            total ^ NUMBER
        }
    }
}

impl States for PlaceNUMBER {
    const FINISHED: Self = Self::Finished;
    const POISONED: Self = Self::Poisoned;

    fn status(&self) -> Status {
        match self {
            Self::Created { .. } => Status::Created,
            Self::Adding { .. } | Self::Last { .. } => Status::Suspended,
            Self::Finished => Status::Finished,
            Self::Poisoned => Status::Poisoned,
        }
    }
}

impl Coroutine<u32> for StepNUMBER {
    type Yield = u32;
    type Return = u32;

    #[inline]
    fn prime(&mut self) -> Result<CoroutineState<u32, u32>, ResumeError> {
        let PlaceNUMBER::Created { start } = self.0 else {
            return refused(&self.0, ResumeError::AlreadyPrimed);
        };
        Ok(CoroutineState::Yielded(self.0.go_on(start)))
    }

    #[inline]
    fn send(&mut self, value: u32) -> Result<CoroutineState<u32, u32>, ResumeError> {
        match self.0 {
            PlaceNUMBER::Adding { total } => Ok(CoroutineState::Yielded(self.0.go_on(total.wrapping_add(value)))),
            PlaceNUMBER::Last { total } => {
                self.0 = PlaceNUMBER::Finished;
                Ok(CoroutineState::Complete(total.wrapping_sub(value)))
            }
            PlaceNUMBER::Created { .. } | PlaceNUMBER::Finished | PlaceNUMBER::Poisoned => {
                refused(&self.0, ResumeError::NotPrimed)
            }
        }
    }

    fn close(&mut self) -> Result<Option<u32>, ResumeError> {
        close(&mut self.0)
    }

    fn status(&self) -> Status {
        self.0.status()
    }
}
