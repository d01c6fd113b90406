/*
 * Leases and epochs: why the sky never moves under an open shutter (services/scheduler/README.md).
 *
 * A scheduler, what moves the sky, and two cameras. Every message that was ever said may be heard at any later time, any
 * number of times, in any order, or never: so what is said is a set that only grows. Time goes by in ticks, and between two
 * steps of anybody any number of them may pass. A camera's clock may lose DRIFT ticks in each round against the scheduler's.
 * An agent may die at any time; its camera then ends the exposure by itself. The scheduler may be started again on a machine
 * that was, so that it counts its leases anew.
 *
 * Assumed is that an agent does not die between its command and the opening of the shutter, nor in the instant between the
 * opening and its second look; and that what moves the sky keeps the epoch of its last move.
 *
 * check.sh searches all states, and takes the rules away one by one: then an assertion must fail.
 *   -DNO_STAMP     a camera counts its lease from the arrival of its hold, and not from its own stamp
 *   -DNO_COVER     a camera opens its shutter without looking whether the lease covers the exposure
 *   -DNO_LOOK      it does not look again when it has opened, however long that took
 *   -DNO_EPOCH     what moves the sky takes orders of any epoch
 *   -DNO_MARGIN    the scheduler waits no longer than the lease, whatever the clocks do
 *   -DNO_SETTLE    the scheduler gives holds as soon as a move is ordered
 *   -DNO_DARKNESS  no rule, but the claim that the shutters are never open together in the last epoch: so much is played
 */

#define CAMERAS  2
#define EPOCHS   3      /* 1 and 2 are played; an order for each */
#define STAMPS   2      /* a camera gives so many in all */
#define EXPOSURE 2      /* ticks */
#define LEASE    3      /* ticks of the camera's clock from its stamp */
#define DRIFT    1      /* ticks */

#ifdef NO_MARGIN
#define MARGIN   0
#else
#define MARGIN   (DRIFT + 1)   /* what a camera does at an instant is done by the next tick */
#endif

#ifdef NO_COVER
#define COVERS(ticks)     true
#else
#define COVERS(ticks)     ((ticks) >= EXPOSURE)
#endif

#ifdef NO_LOOK
#define STILL_COVERS(ticks) true
#else
#define STILL_COVERS(ticks) COVERS(ticks)
#endif

/* What was ever said. Rows are cameras; a bit is an epoch, or a stamp. */
byte prepare;                   /* scheduler to all cameras: epochs */
byte ready[CAMERAS];            /* camera to scheduler: stamps */
byte opens[CAMERAS];            /* scheduler to camera: the stamp that came with the hold of each epoch, two bits each */
byte closed[CAMERAS];           /* camera to scheduler: epochs */
byte ordered;                   /* scheduler to what moves: epochs */
byte settled;                   /* and back: epochs */

/* The sky. */
bool moving;
byte skyEpoch;

/* A camera. */
bool alive[CAMERAS] = true;
byte prepared[CAMERAS];         /* the epoch it is ready for, 0 for none */
byte given[CAMERAS];            /* stamps ever given */
byte stampEpoch[CAMERAS];       /* the epoch of each, two bits each */
byte known[CAMERAS];            /* those it has not forgotten */
byte accepted[CAMERAS];         /* the epoch of the hold that it acts on, 0 for none */
bool open[CAMERAS];
byte exposes[CAMERAS];          /* ticks until the exposure is over */
byte lease[CAMERAS];            /* ticks until its hold is over */
byte journal[CAMERAS];          /* epochs in which it has had, or refused, a hold */
byte lost[CAMERAS];             /* ticks that its clock has lost in this round */
bool died[CAMERAS];             /* once is enough */
typedef Leases { byte left[STAMPS] }
Leases stamp[CAMERAS];          /* ticks until the lease of each stamp is over */

/* The scheduler. */
byte epoch;
bool granted;                   /* holds were given in this epoch */
bool held[CAMERAS];
byte waits[CAMERAS];            /* ticks until it holds the sky no longer for that camera */
bool restarted;                 /* once is enough */

#define BIT(n)           (1 << (n))
#define IN(set, n)       ((set) & BIT(n))
#define TWO(pairs, n)    (((pairs) >> (2 * (n))) & 3)
#define FREE             (!held[0] && !held[1])
#define STILL(c)         !(open[c] && exposes[c] == 0) && !(alive[c] && accepted[c] && lease[c] == 0)

#ifdef NO_DARKNESS
#define TOGETHER         assert(!(open[0] && open[1] && epoch == EPOCHS - 1))
#else
#define TOGETHER         skip
#endif

/* The two promises. */
#define SKY_IS_STILL     assert(!(moving && (open[0] || open[1])))
#define IN_HOLD(e)       assert(e == epoch && skyEpoch == e && !moving)

inline order() {
    epoch++;
    granted = false;
    ordered = ordered | BIT(epoch);
    prepare = prepare | BIT(epoch);
    lost[0] = 0;
    lost[1] = 0
}

inline grant(c) {
    if
    :: IN(ready[c], 0) && TWO(stampEpoch[c], 0) == epoch -> hold(c, 1)
    :: IN(ready[c], 1) && TWO(stampEpoch[c], 1) == epoch -> hold(c, 2)
    :: skip         /* not heard of: left out */
    fi
}

inline hold(c, s) {
    opens[c] = opens[c] | (s << (2 * epoch));
    held[c] = true;
    waits[c] = LEASE + MARGIN
}

active proctype Scheduler() {
    atomic { order() }
    do
    /* A move that nothing is heard of is given up, and another ordered. */
    :: atomic { !granted && epoch < EPOCHS - 1 -> order() }
#ifdef NO_SETTLE
    :: atomic { !granted -> granted = true; grant(0); grant(1) }
#else
    :: atomic { !granted && IN(settled, epoch) -> granted = true; grant(0); grant(1) }
#endif
    :: atomic { held[0] && (IN(closed[0], epoch) || waits[0] == 0) -> held[0] = false; waits[0] = 0 }
    :: atomic { held[1] && (IN(closed[1], epoch) || waits[1] == 0) -> held[1] = false; waits[1] = 0 }
    :: atomic { granted && FREE && epoch < EPOCHS - 1 -> order() }
    :: atomic { granted && !FREE && !restarted ->
            restarted = true;
            if :: held[0] -> waits[0] = LEASE + MARGIN :: else fi;
            if :: held[1] -> waits[1] = LEASE + MARGIN :: else fi }
    od
}

active proctype Sky() {
    byte e;
    do
    :: atomic { !moving ->
            select(e : 1 .. EPOCHS - 1);
            if
#ifdef NO_EPOCH
            :: IN(ordered, e) -> moving = true; skyEpoch = e; SKY_IS_STILL
#else
            :: IN(ordered, e) && e > skyEpoch -> moving = true; skyEpoch = e; SKY_IS_STILL
#endif
            :: else
            fi;
            e = 0 }
    :: atomic { moving -> moving = false; settled = settled | BIT(skyEpoch) }
    od
}

inline forget(c) {
    known[c] = 0;
    stamp[c].left[0] = 0;
    stamp[c].left[1] = 0
}

inline shut(c) {
    open[c] = false;
    exposes[c] = 0;
    lease[c] = 0;
    if :: alive[c] && accepted[c] -> closed[c] = closed[c] | BIT(accepted[c]) :: else fi;
    accepted[c] = 0
}

/* A refusal is kept too: the slot is over, and stays so. */
inline hear(c, e, s) {
    if
#ifdef NO_STAMP
    :: !IN(journal[c], e) && prepared[c] == e -> accept(c, e, LEASE)
    :: !IN(journal[c], e) && prepared[c] != e -> refuse(c, e)
#else
    :: !IN(journal[c], e) && prepared[c] == e && IN(known[c], s) && COVERS(stamp[c].left[s]) -> accept(c, e, stamp[c].left[s])
    :: !IN(journal[c], e) && !(prepared[c] == e && IN(known[c], s) && COVERS(stamp[c].left[s])) -> refuse(c, e)
#endif
    :: IN(journal[c], e) && accepted[c] != e -> closed[c] = closed[c] | BIT(e)
    :: else
    fi
}

inline accept(c, e, ticks) {
    journal[c] = journal[c] | BIT(e);
    accepted[c] = e;
    lease[c] = ticks;
    prepared[c] = 0;
    forget(c)
}

inline refuse(c, e) {
    journal[c] = journal[c] | BIT(e);
    closed[c] = closed[c] | BIT(e)
}

proctype Camera(byte c) {
    byte e;
    do
    /* Asked to prepare: a later epoch than any that it knows. */
    :: atomic { alive[c] && !accepted[c] && !open[c] ->
            select(e : 1 .. EPOCHS - 1);
            if
            :: IN(prepare, e) && e > prepared[c] && !(journal[c] >> e) -> prepared[c] = e; forget(c)
            :: else
            fi;
            e = 0 }
    :: atomic { alive[c] && prepared[c] && given[c] < STAMPS ->
            stamp[c].left[given[c]] = LEASE;
            known[c] = known[c] | BIT(given[c]);
            ready[c] = ready[c] | BIT(given[c]);
            stampEpoch[c] = stampEpoch[c] | (prepared[c] << (2 * given[c]));
            given[c]++ }
    :: atomic { alive[c] && !accepted[c] && !open[c] ->
            select(e : 1 .. EPOCHS - 1);
            if
            :: TWO(opens[c], e) == 1 -> hear(c, e, 0)
            :: TWO(opens[c], e) == 2 -> hear(c, e, 1)
            :: else
            fi;
            e = 0 }
    /* The shutter may open long after the command. Then the camera looks again. */
    :: atomic { alive[c] && accepted[c] && !open[c] && lease[c] > 0 ->
            open[c] = true;
            exposes[c] = EXPOSURE;
            SKY_IS_STILL;
            IN_HOLD(accepted[c]);
            TOGETHER;
            if :: STILL_COVERS(lease[c]) :: else -> shut(c) fi }
    :: atomic { open[c] && exposes[c] == 0 -> shut(c) }
    :: atomic { alive[c] && accepted[c] && lease[c] == 0 -> shut(c) }
    :: atomic { alive[c] && !died[c] -> alive[c] = false; died[c] = true; prepared[c] = 0; forget(c) }
    /* It ends whatever its camera is doing, and says so of every round that its journal knows. */
    :: atomic { !alive[c] ->
            alive[c] = true;
            shut(c);
            closed[c] = closed[c] | journal[c] }
    od
}

inline less(n) { if :: n > 0 -> n-- :: else fi }

inline tick(c) {
    if
    :: lost[c] < DRIFT && (exposes[c] || lease[c] || stamp[c].left[0] || stamp[c].left[1]) -> lost[c]++
    :: less(exposes[c]); less(lease[c]); less(stamp[c].left[0]); less(stamp[c].left[1])
    fi
}

/* Nobody is late in what he does at an instant: a shutter whose time is over is closed before time goes on. */
active proctype Clock() {
    do
    :: atomic { STILL(0) && STILL(1) -> tick(0); tick(1); less(waits[0]); less(waits[1]) }
    od
}

init {
    atomic { run Camera(0); run Camera(1) }
}
