using FsCheck;
using FsCheck.Fluent;
using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;
using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

/// <summary>What holds in every night, whatever is wanted in it. The seed is always the same.</summary>
public class AnyNightTests
{
    private const double AltitudeDegrees = 0.005;
    private const double SunDegrees = 0.02;
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 1);
    private static readonly TimeSpan Overhead = TimeSpan.FromSeconds(15);

    [Fact]
    public void No_plan_gets_more_frames_than_it_wants() => Holds(night => night.Rounds
        .SelectMany(r => r.Decision.Slots)
        .GroupBy(s => s.PlanId)
        .All(g => g.Sum(s => s.Frames) <= night.Plan(g.Key).Remaining));

    [Fact]
    public void No_shutter_is_open_while_its_target_stands_where_it_must_not() => Holds(night => night.Exposures()
        .All(e => Stands(e.Round.Decision.Target, night.Input, e.At)));

    [Fact]
    public void No_shutter_is_open_while_the_sky_is_too_bright_for_it() => Holds(night => night.Exposures()
        .All(e => IsDark(night.Plan(e.Slot.PlanId).Kind.Default, night.Input.Site, e.At)));

    [Fact]
    public void No_shutter_is_open_beyond_what_its_slot_says() => Holds(night => night.Rounds
        .All(r => r.Decision.Slots.All(s => r.At + s.Exposure <= s.Until && (r.Decision.Deadline is not { } flip || s.Until <= flip))));

    [Fact]
    public void The_same_night_is_planned_the_same_again_with_or_without_reasons() => Holds(night =>
        Told(night) == Told(Played.Of(night.Input, explains: true)));

    private static void Holds(Func<Played, bool> rule) => Prop.ForAll(AnyNight.Inputs, input => rule(Played.Of(input, explains: false))).Check(Config);

    private static string Told(Played night) => string.Join('\n', night.Rounds.Select(r =>
        $"{r.At:O} {r.Decision.Target.Name} {string.Join(", ", r.Decision.Slots.Select(s => $"{s.Camera} {s.Frames} x {s.Kind}"))}"));

    private static bool Stands(TargetToPlan target, PlanningInput input, DateTimeOffset at)
    {
        var (altitude, azimuth) = Sky.Horizontal(target.Position, input.Site, at);
        var lowest = target.AboveSkylineDegrees is { } above && input.Skyline is { } skyline
            ? Math.Max(target.MinimumAltitudeDegrees, skyline.AltitudeDegrees(azimuth) + above - 0.05) // apparent place of midnight, and steps of a minute
            : target.MinimumAltitudeDegrees;
        return altitude >= lowest - AltitudeDegrees
            && (target.MaximumAltitudeDegrees == 0 || altitude <= target.MaximumAltitudeDegrees + AltitudeDegrees)
            && (target.MeridianWindow == TimeSpan.Zero || (at - Sky.Transit(target.Position, input.Site, at)).Duration() <= target.MeridianWindow + TimeSpan.FromSeconds(2));
    }

    private static bool IsDark(KindVariant variant, GeoSite site, DateTimeOffset at)
    {
        var highest = variant.Twilight switch
        {
            TwilightLevel.Nighttime => -18,
            TwilightLevel.Astronomical => -12,
            TwilightLevel.Nautical => -6,
            _ => -0.833,
        };
        return new[] { at - variant.TwilightOffset, at + variant.TwilightOffset }.Any(t => Sun.AltitudeDegrees(site, t) <= highest + SunDegrees);
    }

    private sealed record Round(DateTimeOffset At, RoundDecision Decision);

    /// <summary>All rounds of a night in which every frame comes.</summary>
    private sealed record Played(PlanningInput Input, IReadOnlyList<Round> Rounds)
    {
        public static Played Of(PlanningInput input, bool explains)
        {
            var rounds = new List<Round>();
            var sky = new NightSky(input.Site, input.Now, input.Skyline);
            for (var (state, decision) = (input, Planner.Next(input, sky, explains)); decision is not DoneDecision; decision = Planner.Next(state, sky, explains))
            {
                if (decision is RoundDecision round)
                    rounds.Add(new(state.Now, round));
                state = decision is RoundDecision taken
                    ? Preview.After(state, taken, state.Now + taken.Window + Overhead)
                    : state with { Now = ((WaitDecision)decision).Until };
            }

            return new(input, rounds);
        }

        public PlanToPlan Plan(Guid planId) => Input.Targets.SelectMany(t => t.Plans).First(p => p.PlanId == planId);

        /// <summary>Instants at which shutters are open: the first and last of each camera in a round, and some in between.</summary>
        public IEnumerable<(Round Round, CameraSlot Slot, DateTimeOffset At)> Exposures() =>
            from round in Rounds
            from slot in round.Decision.Slots
            let readout = Input.Cameras.First(c => c.Name == slot.Camera).Readout ?? Preview.AssumedReadout
            let length = (slot.Frames * slot.Exposure) + ((slot.Frames - 1) * readout)
            from part in new[] { 0, 0.25, 0.5, 0.75, 1 }
            select (round, slot, round.At + (part * length));
    }
}
