package dev.distil4j.kernels;

/** Prints what a JVM chooses: the backend, then why not the better ones. */
final class ChosenBackend {

    private ChosenBackend() {}

    public static void main(String... args) {
        Backends.Choice choice = Backends.best(Threads.callerOnly());
        System.out.println(choice.backend().name());
        choice.refusals().forEach(System.out::println);
        for (String name : args) {
            try {
                System.out.println(Backends.named(name, Threads.callerOnly()).backend().name());
            } catch (IllegalArgumentException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }
}
