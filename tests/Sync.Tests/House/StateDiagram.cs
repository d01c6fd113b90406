using MassTransit;
using MassTransit.SagaStateMachine;

namespace Sync.Tests.House;

/// <summary>A machine's own graph as a Mermaid diagram: which message takes it from which state to which.</summary>
internal sealed class StateDiagram<T> : StateMachineVisitor
    where T : class, SagaStateMachineInstance
{
    private readonly SortedDictionary<string, SortedSet<string>> arrows = new(StringComparer.Ordinal);
    private string from = "";
    private string message = "";

    private StateDiagram()
    {
    }

    public static string Of(StateMachine<T> machine)
    {
        var diagram = new StateDiagram<T>();
        machine.Accept(diagram);
        return string.Join('\n', ["```mermaid", "stateDiagram-v2", .. diagram.arrows.OrderBy(a => a.Key[0] != '[').Select(a => $"    {a.Key}: {string.Join(", ", a.Value)}"), "```"]);
    }

    public void Visit(State state, Action<State> next)
    {
        from = state.Name == "Initial" ? "[*]" : state.Name;
        next(state);
    }

    public void Visit(Event @event, Action<Event> next)
    {
        message = @event.Name;
        next(@event);
    }

    public void Visit<TMessage>(Event<TMessage> @event, Action<Event<TMessage>> next)
        where TMessage : class
    {
        message = typeof(TMessage).Name;
        next(@event);
    }

    public void Visit(IStateMachineActivity activity, Action<IStateMachineActivity> next)
    {
        if (activity is TransitionActivity<T> transition)
            Arrow($"{from} --> {transition.ToState.Name}").Add(message);
        next(activity);
    }

    public void Visit(IStateMachineActivity activity) => Visit(activity, _ => { });

    private SortedSet<string> Arrow(string ends) => arrows.TryGetValue(ends, out var messages) ? messages : arrows[ends] = new(StringComparer.Ordinal);

    public void Visit<TSaga>(IBehavior<TSaga> behavior)
        where TSaga : class, SagaStateMachineInstance
    {
    }

    public void Visit<TSaga>(IBehavior<TSaga> behavior, Action<IBehavior<TSaga>> next)
        where TSaga : class, SagaStateMachineInstance => next(behavior);

    public void Visit<TSaga, TMessage>(IBehavior<TSaga, TMessage> behavior)
        where TSaga : class, SagaStateMachineInstance
        where TMessage : class
    {
    }

    public void Visit<TSaga, TMessage>(IBehavior<TSaga, TMessage> behavior, Action<IBehavior<TSaga, TMessage>> next)
        where TSaga : class, SagaStateMachineInstance
        where TMessage : class => next(behavior);
}
