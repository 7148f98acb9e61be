using System.CommandLine;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber remove</c>: take a subscriber out, and forget the address.</summary>
internal static class SubscriberRemove
{
    public static Command Create() => SubscriberChange.Command(
        "remove",
        "Send nothing to the subscriber any more and forget the address. What was told stays known, so that the name can be added again.",
        subscriber =>
        {
            if (subscriber.FromFile && !subscriber.Left)
            {
                throw new CommandFailure($"{subscriber.Name} stands in the config file, and the next 'config apply' would bring it back: take it out there");
            }

            subscriber.Remove();
            return $"{subscriber.Name} is removed";
        });
}
