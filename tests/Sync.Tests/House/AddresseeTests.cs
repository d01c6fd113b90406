using System.Reflection;
using MassTransit;
using Sync.CameraAgent;
using Sync.Contracts;
using Sync.Dither;
using Sync.Grader;
using Sync.Host;
using Sync.Scheduler;

namespace Sync.Tests.House;

public class AddresseeTests
{
    private static readonly Assembly[] Services =
        [typeof(SchedulerService).Assembly, typeof(DitherService).Assembly, typeof(GraderService).Assembly, typeof(CameraAgentService).Assembly, typeof(Role).Assembly];

    /// <summary>Asked of each role by its own address, in a copy of its own.</summary>
    private static readonly Type[] OfEach = [typeof(CheckReadiness)];

    [Fact]
    public void Every_message_has_exactly_one_reader()
    {
        var readers = Services.SelectMany(a => a.GetTypes()).SelectMany(Reads).ToLookup(r => r.Message, r => r.Reader);
        var messages = Messages().Concat(readers.Select(r => r.Key)).Distinct().ToList();
        Assert.Contains(typeof(RoundClosed), messages);
        Findings.None(messages.Where(m => readers[m].Count() != (OfEach.Contains(m) ? Services.Length - 2 : 1)).Select(m => $"{m.Name} is read by {string.Join(" and ", readers[m].Select(r => r.Name).DefaultIfEmpty("nobody"))}"));
    }

    /// <summary>All that is said between roles; what others are made of is none.</summary>
    internal static IReadOnlyList<Type> Messages()
    {
        var parts = Contracts().SelectMany(m => m.GetProperties()).SelectMany(p => p.PropertyType.GetGenericArguments().Append(p.PropertyType)).ToHashSet();
        return [.. Contracts().Where(m => !parts.Contains(m))];
    }

    private static IEnumerable<Type> Contracts() =>
        typeof(Slot).Assembly.GetExportedTypes().Where(t => t.IsClass && !(t.IsAbstract && t.IsSealed));

    private static IEnumerable<(Type Message, Type Reader)> Reads(Type type)
    {
        var consumed = type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConsumer<>)).Select(i => i.GetGenericArguments()[0]);
        var events = typeof(StateMachine).IsAssignableFrom(type) && !type.IsAbstract
            ? type.GetProperties().Select(p => p.PropertyType).Where(p => p.IsGenericType).Select(p =>
                p.GetGenericTypeDefinition() == typeof(Event<>) ? p.GetGenericArguments()[0]
                : p.GetGenericTypeDefinition() == typeof(Schedule<,>) ? p.GetGenericArguments()[1] : null).OfType<Type>()
            : [];
        return consumed.Concat(events).Select(m => (m, type));
    }
}
