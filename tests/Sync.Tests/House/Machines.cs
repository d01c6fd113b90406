using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Sync.Astro.Coordinates;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.House;

/// <summary>The state machines of the scheduler, to be looked at and not run.</summary>
internal static class Machines
{
    public static NightStateMachine Night()
    {
        var fleet = new CameraFleet(new(), TimeProvider.System);
        var (site, tonight) = (new Observatory(new GeoSite(0, 0, 0)), new Tonight(fleet));
        return new(
            new NightConduct(new(), new(), new(), site, fleet, tonight, null!, null!, TimeProvider.System, NullLogger<NightConduct>.Instance),
            new NightRequests(site, tonight, null!, null!, TimeProvider.System, NullLogger<NightRequests>.Instance),
            new NightShelter(new(), new(), site, tonight, null!, TimeProvider.System, NullLogger<NightShelter>.Instance));
    }

    public static RoundStateMachine Round() => new(new RoundConduct(new(), null!, TimeProvider.System, NullLogger<RoundConduct>.Instance));

    /// <summary>Events for which a state has neither an answer nor an <c>Ignore</c>.</summary>
    public static IEnumerable<string> Unanswered<T>(SagaStateMachine<T> machine)
        where T : class, SagaStateMachineInstance =>
        from state in machine.States
        where state.Name != machine.Initial.Name && state.Name != machine.Final.Name
        from missing in machine.Events.Select(e => e.Name).Except(machine.NextEvents(state).Select(e => e.Name))
        where !missing.EndsWith(".AnyReceived", StringComparison.Ordinal)
        select $"{state.Name}: {missing}";
}
