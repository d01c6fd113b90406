using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>How dither answers the scheduler's signs in a test.</summary>
internal sealed class SignAnswers
{
    /// <summary>As where the link is cut.</summary>
    public bool Silent { get; set; }

    public bool HasParked { get; set; }

    public TimeSpan StaysFor { get; set; } = TimeSpan.FromHours(12);
}

/// <summary>Answers signs in the place of dither.</summary>
internal sealed class AnsweringConsumer(SignAnswers answers, Voice voice) : IConsumer<Sign>
{
    public Task Consume(ConsumeContext<Sign> context) => answers.Silent
        ? Task.CompletedTask
        : voice.Say(Addresses.Fleet, new SignHeard { Stamp = context.Message.Stamp, StaysFor = answers.StaysFor, HasParked = answers.HasParked }, TimeSpan.FromSeconds(10));
}
