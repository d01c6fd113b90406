using System.Diagnostics;
using MassTransit;
using Sync.Contracts;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler;

/// <summary>What the scheduler begins in the traces of rounds.</summary>
internal static class SchedulerSpans
{
    private static readonly ActivitySource Source = new("Sync.Scheduler");

    /// <summary>Whatever is sent within it belongs to the round, whoever gave cause for it.</summary>
    public static Activity? OfRound(string name, Guid roundId) => Source.HasListeners()
        ? Source.CreateActivity(name, ActivityKind.Internal, Traces.OfRound(roundId))?.SetTag("round.id", roundId.ToString("N")).Start()
        : null;

    /// <summary>All further steps here belong to the round that the night has begun.</summary>
    public static EventActivityBinder<Night, T> InItsRound<T>(this EventActivityBinder<Night, T> step, string name)
        where T : class => step.Add(new Within(night => OfRound(name, night.RoundId!.Value)));

    /// <summary>All further steps here belong to no round: the one that led to them is over.</summary>
    public static EventActivityBinder<Night, T> InNoRound<T>(this EventActivityBinder<Night, T> step)
        where T : class => step.Add(new Within(_ => Activity.Current = null));

    /// <summary>A step that lasts until those behind it are done. What it begins is gone with it, for it flows only inwards.</summary>
    private sealed class Within(Func<Night, Activity?> begin) : IStateMachineActivity<Night>
    {
        public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

        public void Probe(ProbeContext context) => context.CreateScope("trace");

        public async Task Execute(BehaviorContext<Night> context, IBehavior<Night> next)
        {
            using var span = begin(context.Saga);
            await next.Execute(context);
        }

        public async Task Execute<T>(BehaviorContext<Night, T> context, IBehavior<Night, T> next)
            where T : class
        {
            using var span = begin(context.Saga);
            await next.Execute(context);
        }

        public Task Faulted<TException>(BehaviorExceptionContext<Night, TException> context, IBehavior<Night> next)
            where TException : Exception => next.Faulted(context);

        public Task Faulted<T, TException>(BehaviorExceptionContext<Night, T, TException> context, IBehavior<Night, T> next)
            where T : class
            where TException : Exception => next.Faulted(context);
    }
}
