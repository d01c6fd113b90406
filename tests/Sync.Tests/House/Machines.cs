using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Sync.Astro.Coordinates;
using Sync.Scheduler.Events;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;
using Sync.Script;

namespace Sync.Tests.House;

/// <summary>The state machines of the scheduler, to be looked at and not run.</summary>
internal static class Machines
{
    public static NightStateMachine Night()
    {
        var fleet = new CameraFleet(new(), TimeProvider.System);
        var (site, tonight) = (new Observatory(new GeoSite(0, 0, 0)), new Tonight(fleet));
        var events = new NightEvents(Playbook.Empty, site, tonight, TimeProvider.System);
        var plan = new NightPlan(new(), new(), new(), new(), site, new(TimeProvider.System), TimeProvider.System, NullLogger<NightPlan>.Instance);
        var centring = new NightCentring(new(), new(), plan, fleet, NullLogger<NightCentring>.Instance);
        var conduct = new NightConduct(new(), new(), new(), plan, centring, fleet, tonight, null!, events, null!, TimeProvider.System, NullLogger<NightConduct>.Instance);
        return new(
            conduct,
            new NightRequests(site, tonight, null!, null!, TimeProvider.System, NullLogger<NightRequests>.Instance),
            new NightShelter(new(), new(), site, tonight, events, null!, TimeProvider.System, NullLogger<NightShelter>.Instance),
            events,
            new NightErrands(new()),
            new ScriptRounds(TimeProvider.System),
            new NightJoining(plan, fleet, TimeProvider.System),
            new NightDisturbances(NullLogger<NightDisturbances>.Instance));
    }

    public static EventStateMachine Event() => new(new EventConduct(
        Playbook.Empty, new(), null!, null!, null!, null!, null!, TimeProvider.System, NullLogger<EventConduct>.Instance));

    public static RoundStateMachine Round()
    {
        var latecomers = new Latecomers(new(), new(TimeProvider.System), TimeProvider.System, NullLogger<Latecomers>.Instance);
        return new(
            new RoundConduct(new(), latecomers, new(TimeProvider.System), null!, TimeProvider.System, NullLogger<RoundConduct>.Instance),
            latecomers,
            new LateShutters(new(), new(TimeProvider.System), TimeProvider.System, NullLogger<LateShutters>.Instance));
    }

    /// <summary>Events for which a state has neither an answer nor an <c>Ignore</c>.</summary>
    public static IEnumerable<string> Unanswered<T>(SagaStateMachine<T> machine)
        where T : class, SagaStateMachineInstance =>
        from state in machine.States
        where state.Name != machine.Initial.Name && state.Name != machine.Final.Name
        from missing in machine.Events.Select(e => e.Name).Except(machine.NextEvents(state).Select(e => e.Name))
        where !missing.EndsWith(".AnyReceived", StringComparison.Ordinal)
        select $"{state.Name}: {missing}";
}
