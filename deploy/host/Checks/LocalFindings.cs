using Sync.Contracts;

namespace Sync.Host.Checks;

/// <summary>What the command itself finds, and all of it put together with what the scheduler says.</summary>
internal sealed class LocalFindings
{
    public const string Here = "this machine";

    private readonly List<CheckItem> items = [];

    public void Add(string subject, CheckOutcome outcome, string finding, string where = Here) =>
        items.Add(new() { Where = where, Subject = subject, Outcome = outcome, Finding = finding });

    /// <param name="scheduler">what it found with all others; null where it was not asked, or did not answer</param>
    public CheckCompleted With(CheckCompleted? scheduler)
    {
        List<CheckItem> all = [.. items, .. scheduler?.Items ?? []];
        return new()
        {
            CheckId = scheduler?.CheckId ?? Guid.Empty,
            At = scheduler?.At ?? TimeProvider.System.GetUtcNow(),
            Items = all,
            IsReady = all.TrueForAll(i => i.Outcome != CheckOutcome.Bad),
        };
    }
}
