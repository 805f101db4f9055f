//! What is in scope where something is drawn, and which of it can be used there.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{profile::Profile, tree::Tree, types::Ty};

/// Draws one body.
pub(crate) struct Generator {
    random: ChaCha8Rng,
    pub(crate) profile: Option<Profile>,
    locals: Vec<Local>,
    /// The locals of each block around, the innermost last.
    scopes: Vec<Vec<usize>>,
    /// The state of every local, or `None` where nothing arrives.
    flow: Option<Flow>,
    pub(crate) frames: Vec<Frame>,
    /// How many loops are around.
    pub(crate) loops: u32,
    /// Suspensions are not drawn while this is not zero.
    pub(crate) no_suspensions: u32,
    pub(crate) n_suspensions: u32,
    n_labels: u32,
    n_names: u32,
    prefix: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Local {
    pub(crate) id: usize,
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) is_mut: bool,
    /// How many loops are around its declaration.
    pub(crate) loops: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum State {
    Unset,
    Live,
    /// Moved, or unknown.
    Gone,
}

pub(crate) type Flow = Vec<State>;

/// A loop or labelled block that can be left.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) label: String,
    pub(crate) is_loop: bool,
    /// What `break` gives.
    pub(crate) value: Option<Ty>,
    /// How many loops are around it.
    pub(crate) loops: u32,
    /// The states at its `break`s.
    pub(crate) breaks: Vec<Option<Flow>>,
}

impl Generator {
    pub(crate) fn new(seed: u64, prefix: &str) -> Generator {
        Generator {
            random: ChaCha8Rng::seed_from_u64(seed),
            profile: None,
            locals: Vec::new(),
            scopes: vec![Vec::new()],
            flow: Some(Vec::new()),
            frames: Vec::new(),
            loops: 0,
            no_suspensions: 0,
            n_suspensions: 0,
            n_labels: 0,
            n_names: 0,
            prefix: prefix.to_owned(),
        }
    }

    pub(crate) fn profile(&self) -> &Profile {
        self.profile.as_ref().expect("the profile is drawn first")
    }

    /// Takes one of the statements that may still be drawn, if any is left.
    pub(crate) fn spend(&mut self) -> bool {
        let profile = self.profile.as_mut().expect("the profile is drawn first");
        let is_left = profile.budget > 0;
        profile.budget = profile.budget.saturating_sub(1);
        is_left
    }

    pub(crate) fn seed(&mut self) -> u64 {
        self.random.next_u64()
    }

    /// Less than `bound`.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.random.random_range(0..bound)
    }

    /// From `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        self.random.random_range(low..=high)
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn one<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.random.random_range(0..choices.len())].clone()
    }

    /// A new name of a value in the trace. Its length is what uses of the value see.
    pub(crate) fn value_name(&mut self) -> String {
        self.n_names += 1;
        let letter = self.one(&["d", "e", "dd"]);
        format!("{}{letter}{}", self.prefix, self.n_names)
    }

    pub(crate) fn label(&mut self) -> String {
        self.n_labels += 1;
        format!("'l{}", self.n_labels)
    }

    /// Whether a suspension may stand here.
    pub(crate) fn may_suspend(&self) -> bool {
        self.no_suspensions == 0
    }

    pub(crate) fn is_reachable(&self) -> bool {
        self.flow.is_some()
    }

    /// Declares a local that shadows others of its name.
    pub(crate) fn declare(&mut self, name: &str, ty: Ty, state: State, is_mut: bool) {
        let id = self.locals.len();
        self.locals.push(Local { id, name: name.to_owned(), ty, is_mut, loops: self.loops });
        self.scopes.last_mut().expect("the body is a scope").push(id);
        if let Some(flow) = &mut self.flow {
            flow.resize(id, State::Gone);
            flow.push(state);
        }
    }

    pub(crate) fn state(&self, local: &Local) -> State {
        self.flow.as_ref().and_then(|flow| flow.get(local.id)).copied().unwrap_or(State::Gone)
    }

    pub(crate) fn set(&mut self, local: &Local, state: State) {
        if let Some(flow) = &mut self.flow {
            flow.resize(self.locals.len(), State::Gone);
            flow[local.id] = state;
        }
    }

    /// The locals that can be named here.
    fn visible(&self) -> Vec<Local> {
        let mut visible: Vec<Local> = Vec::new();
        for id in self.scopes.iter().rev().flat_map(|scope| scope.iter().rev()) {
            let local = &self.locals[*id];
            if visible.iter().all(|it| it.name != local.name) {
                visible.push(local.clone());
            }
        }
        visible
    }

    /// Those of type `ty` that `is_wanted`.
    pub(crate) fn locals(&self, ty: Ty, is_wanted: impl Fn(&Local, State) -> bool) -> Vec<Local> {
        self.visible().into_iter().filter(|it| it.ty == ty && is_wanted(it, self.state(it))).collect()
    }

    /// One that has a value.
    pub(crate) fn live(&mut self, ty: Ty) -> Option<Local> {
        let live = self.locals(ty, |_, state| state == State::Live);
        (!live.is_empty()).then(|| self.one(&live))
    }

    /// One that has a value and is `mut`.
    pub(crate) fn live_mut(&mut self, ty: Ty) -> Option<Local> {
        let live = self.locals(ty, |local, state| state == State::Live && local.is_mut);
        (!live.is_empty()).then(|| self.one(&live))
    }

    /// One that can be moved out here, where nothing comes round again; it is gone then.
    pub(crate) fn take(&mut self, ty: Ty) -> Option<Local> {
        let loops = self.loops;
        self.take_on_the_way_to(ty, loops)
    }

    /// One that can be moved out on the way out of all loops but `loops`.
    pub(crate) fn take_on_the_way_to(&mut self, ty: Ty, loops: u32) -> Option<Local> {
        let movable = self.locals(ty, |local, state| state == State::Live && local.loops >= loops);
        if movable.is_empty() {
            return None;
        }
        let local = self.one(&movable);
        if !ty.is_copy() {
            self.set(&local, State::Gone);
        }
        Some(local)
    }

    /// Draws what stands in braces.
    pub(crate) fn in_scope<T>(&mut self, draw: impl FnOnce(&mut Generator) -> T) -> T {
        self.scopes.push(Vec::new());
        let drawn = draw(self);
        self.scopes.pop();
        drawn
    }

    /// Draws what may or may not run; the states behind it come back beside it, those before it hold again.
    pub(crate) fn apart<T>(&mut self, draw: impl FnOnce(&mut Generator) -> T) -> (T, Option<Flow>) {
        let before = self.flow.clone();
        let drawn = draw(self);
        (drawn, std::mem::replace(&mut self.flow, before))
    }

    /// Draws what runs in a frame, and joins its `break`s.
    pub(crate) fn in_frame<T>(
        &mut self,
        is_loop: bool,
        value: Option<Ty>,
        draw: impl FnOnce(&mut Generator, &str) -> T,
    ) -> (T, Vec<Option<Flow>>) {
        let label = self.label();
        self.frames.push(Frame {
            label: label.clone(),
            is_loop,
            value,
            loops: self.loops,
            breaks: Vec::new(),
        });
        let drawn = if is_loop { self.in_loop(|it| draw(it, &label)) } else { draw(self, &label) };
        let frame = self.frames.pop().expect("the frame that was pushed");
        (drawn, frame.breaks)
    }

    fn in_loop<T>(&mut self, draw: impl FnOnce(&mut Generator) -> T) -> T {
        self.end_lines();
        self.loops += 1;
        let drawn = draw(self);
        self.loops -= 1;
        self.end_lines();
        drawn
    }

    /// The states where several ways meet.
    pub(crate) fn join(&mut self, ways: Vec<Option<Flow>>) {
        let mut joined: Option<Flow> = None;
        for mut flow in ways.into_iter().flatten() {
            flow.resize(self.locals.len(), State::Gone);
            joined = Some(match joined {
                None => flow,
                Some(joined) => {
                    joined.into_iter().zip(flow).map(|(a, b)| if a == b { a } else { State::Gone }).collect()
                }
            });
        }
        self.flow = joined;
    }

    pub(crate) fn flow(&self) -> Option<Flow> {
        self.flow.clone()
    }

    /// Nothing arrives here.
    pub(crate) fn diverge(&mut self) {
        self.flow = None;
    }

    /// What was borrowed for one send is gone behind a suspension, and wherever a loop may come round to one.
    pub(crate) fn end_lines(&mut self) {
        for line in self.locals(Ty::Line, |_, _| true) {
            self.set(&line, State::Gone);
        }
    }

    /// Draws without suspensions.
    pub(crate) fn unsuspended(&mut self, draw: impl FnOnce(&mut Generator) -> Tree) -> Tree {
        self.no_suspensions += 1;
        let drawn = draw(self);
        self.no_suspensions -= 1;
        drawn
    }
}
